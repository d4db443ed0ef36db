/** The head of what is printed from le Labo: to print it, to go back, in which form, its title. */

import { onMount, type JSX } from "solid-js";
import { PaperForm } from "../../kit/PaperForm.jsx";
import { setPaper } from "../state/shown.js";
import { worded } from "../state/wording.js";

const t = worded("report");

/** `children`: what stands beside the title. */
export function PaperHead(props: { title: string; children?: JSX.Element }): JSX.Element {
  let top!: HTMLHeadingElement;
  onMount(() => {
    window.scrollTo({ top: 0 });
    top.focus({ preventScroll: true });
  });
  return (
    <>
      <div class="row no-print">
        <button type="button" class="button main" onClick={() => window.print()}>
          {t().print}
        </button>
        <button type="button" class="button" onClick={() => setPaper(undefined)}>
          {t().back}
        </button>
        <PaperForm />
      </div>
      <div class="row spread">
        <h1 ref={top} tabindex="-1">
          {props.title}
        </h1>
        {props.children}
      </div>
    </>
  );
}
