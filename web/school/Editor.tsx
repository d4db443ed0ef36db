/** A cell's code: CodeMirror, with what the pupil is to change set off from the rest. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  bracketMatching,
  codeFolding,
  foldEffect,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
  unfoldEffect,
} from "@codemirror/language";
import { EditorState, RangeSetBuilder, type Extension } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { createEffect, on, onCleanup, onMount, type JSX } from "solid-js";
import { marksStart } from "./lesson.js";
import { texts } from "../kit/language.js";
import { SCHOOL } from "../texts/school.js";

/** Colours come from the style sheet, for light and dark. */
const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword],
    class: "py-keyword",
  },
  { tag: [tags.string, tags.special(tags.string)], class: "py-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "py-number" },
  { tag: tags.comment, class: "py-comment" },
  {
    tag: tags.function(tags.definition(tags.variableName)),
    class: "py-function",
  },
]);

const phrases = EditorState.phrases.of({
  "folded code": texts(SCHOOL, "page")().folded,
  unfold: texts(SCHOOL, "page")().unfold,
});

const mine = Decoration.line({ class: "mine" });
const START = /^# =+ MODIFIE ICI =+$/;
const END = /^# =+$/;

/** The lines between the marks. */
function marked(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let inside = false;
  for (let number = 1; number <= view.state.doc.lines; number++) {
    const line = view.state.doc.line(number);
    if (inside && END.test(line.text)) inside = false;
    else if (inside) builder.add(line.from, line.from, mine);
    else if (START.test(line.text)) inside = true;
  }
  return builder.finish();
}

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = marked(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = marked(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** What stands before the marks is the instruction, which is shown above: folded until asked for. */
function fold(view: EditorView, folded: boolean): void {
  const start = marksStart(view.state.doc.toString());
  if (start <= 1) return;
  // The line break stays, so that the marks begin a line of their own.
  const range = { from: 0, to: start - 1 };
  view.dispatch({ effects: folded ? foldEffect.of(range) : unfoldEffect.of(range) });
}

export function Editor(props: {
  label: string;
  source: string;
  /** Counts the times that `source` was replaced by other than typing. */
  replaced: number;
  /** Whether the instruction's code is hidden. */
  folded: boolean;
  onChange: (source: string) => void;
  /** Run it; then go to the next one, or stay. */
  onRun: (next: boolean) => void;
}): JSX.Element {
  let place!: HTMLDivElement;
  let view: EditorView | undefined;
  const run = (next: boolean) => () => {
    props.onRun(next);
    return true;
  };
  const extensions: Extension[] = [
    // Before the default keys: these make Shift-Enter a line break.
    keymap.of([
      { key: "Shift-Enter", run: run(true) },
      { key: "Mod-Enter", run: run(false) },
    ]),
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    indentOnInput(),
    indentUnit.of("    "),
    bracketMatching(),
    python(),
    syntaxHighlighting(colours),
    marks,
    codeFolding({ placeholderText: "⋯" }),
    phrases,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      "aria-label": props.label,
      spellcheck: "false",
    }),
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) props.onChange(update.state.doc.toString());
    }),
  ];
  onMount(() => {
    view = new EditorView({
      parent: place,
      state: EditorState.create({ doc: props.source, extensions }),
    });
    fold(view, props.folded);
  });
  createEffect(
    on(
      () => props.replaced,
      () => {
        if (view === undefined || view.state.doc.toString() === props.source) return;
        view.dispatch({
          effects: unfoldEffect.of({ from: 0, to: view.state.doc.length }),
          changes: { from: 0, to: view.state.doc.length, insert: props.source },
        });
        fold(view, props.folded);
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => props.folded,
      (folded) => view && fold(view, folded),
      { defer: true },
    ),
  );
  onCleanup(() => view?.destroy());
  return <div class="editor" ref={place} />;
}
