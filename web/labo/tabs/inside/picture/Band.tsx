/** One part of the picture, drawn; its numbers can be pointed at. */

import { createMemo, Index, type JSX } from "solid-js";
import { createNear } from "../../../../kit/near.js";
import { trainer } from "../../../state/model.js";
import type { Place } from "../place.js";
import type { Flow } from "./flow.js";
import { draw, type Drawing, type Scene } from "./draw.js";

/** Narrower cells than these are not meant, by a mouse or by a finger. */
const [POINTED, TOUCHED] = [5, 24] as const;

export function Band(props: { scene: Scene; flow: Flow; toggle: () => void }): JSX.Element {
  const [near, watch] = createNear("150px");
  const drawn = createMemo<{ lanes: Scene["lanes"]; drawing: Drawing } | undefined>((before) => {
    // While it trains, what nobody looks at rests.
    const rests = !near() && trainer.running() && before?.lanes === props.scene.lanes;
    return rests ? before : { lanes: props.scene.lanes, drawing: draw(props.scene) };
  });
  const drawing = (): Drawing => drawn()!.drawing;
  let mouse = false;
  const placeAt = (event: MouseEvent & { currentTarget: Element }): Place | undefined => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const zoom = props.scene.lanes.width / width;
    const least = mouse ? POINTED : TOUCHED;
    return drawing().at((event.clientX - left) * zoom, (event.clientY - top) * zoom, least);
  };
  return (
    <svg
      class="pic-band"
      ref={watch}
      aria-hidden="true"
      viewBox={`0 0 ${props.scene.lanes.width} ${props.scene.layout.height}`}
      onPointerDown={(event) => (mouse = event.pointerType === "mouse")}
      onPointerMove={(event) => {
        mouse = event.pointerType === "mouse";
        const place = mouse ? placeAt(event) : undefined;
        if (place !== undefined && props.flow.led === undefined) props.flow.peek(place);
      }}
      onClick={(event) => {
        const place = placeAt(event);
        if (place === undefined) props.toggle();
        else props.flow.choose(place, props.scene.part);
      }}
    >
      <Index each={drawing().lines}>
        {(line) => (
          <path
            class={line().of}
            d={line().d}
            stroke-width={line().width}
            pathLength={line().of === "pic-pulse" ? 1 : undefined}
          />
        )}
      </Index>
      <Index each={drawing().words}>
        {(word) => (
          <text class={`pic-text ${word().of}`} x={word().x} y={word().y}>
            {word().text}
          </text>
        )}
      </Index>
    </svg>
  );
}
