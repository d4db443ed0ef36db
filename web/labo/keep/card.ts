/** A card to show: the favourite inventions, the curve, the model's portrait; all of the running model. */

import type { Numbers } from "../../engine/arithmetic.js";
import { squares } from "./portrait.js";

/** What stands on a card; the words come from whoever asks for it. */
export interface Card {
  readonly title: string;
  readonly facts: readonly string[];
  readonly inventions: {
    readonly title: string;
    readonly texts: readonly string[];
    /** What the signs before them mean. */
    readonly signs: string;
  };
  readonly portrait: {
    readonly title: string;
    readonly squares: string;
    readonly weights: Numbers;
  };
  readonly curve: {
    readonly title: string;
    readonly losses: readonly number[];
    readonly first: string;
    readonly last: string;
  };
  readonly foot: string;
}

export const WIDTH = 1080;
export const HEIGHT = 1350;
const EDGE = 60;
const INNER = WIDTH - 2 * EDGE;
const COLOURS = {
  paper: "#fbf6ef",
  card: "#fffdfa",
  ink: "#22303a",
  muted: "#54616b",
  accent: "#146b6f",
  onAccent: "#ffffff",
  line: "#ddd3c4",
  less: [196, 98, 24],
  more: [20, 107, 111],
} as const;
const FONT = "system-ui, sans-serif";

export function drawCard(canvas: HTMLCanvasElement, card: Card): void {
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d")!;
  const write = (text: string, x: number, y: number, font: string, colour: string): void => {
    pen.font = `${font} ${FONT}`;
    pen.fillStyle = colour;
    pen.fillText(text, x, y);
  };
  pen.textBaseline = "alphabetic";
  pen.fillStyle = COLOURS.paper;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = COLOURS.accent;
  pen.fillRect(0, 0, WIDTH, 150);
  write(card.title, EDGE, 80, "bold 56px", COLOURS.onAccent);
  write(fitted(pen, card.facts.join(" · "), "28px", INNER), EDGE, 125, "28px", COLOURS.onAccent);

  const half = (INNER - 40) / 2;
  write(card.inventions.title, EDGE, 220, "bold 32px", COLOURS.accent);
  let y = 275;
  for (const text of card.inventions.texts) {
    for (const [i, line] of lines(pen, text, "bold 40px", half).entries()) {
      if (y > 790 || i > 5) break;
      write(line, EDGE, y, "bold 40px", COLOURS.ink);
      y += 52;
    }
    y += 10;
  }

  write(fitted(pen, card.inventions.signs, "24px", half), EDGE, 820, "24px", COLOURS.muted);

  const left = EDGE + half + 40;
  write(
    fitted(pen, card.portrait.title, "bold 32px", half),
    left,
    220,
    "bold 32px",
    COLOURS.accent,
  );
  pen.fillStyle = COLOURS.card;
  pen.fillRect(left, 245, half, half);
  portray(pen, card.portrait.weights, left, 245, half);
  write(fitted(pen, card.portrait.squares, "26px", half), left, 285 + half, "26px", COLOURS.muted);

  write(card.curve.title, EDGE, 870, "bold 32px", COLOURS.accent);
  trace(pen, card.curve.losses, EDGE, 895, INNER, 270);
  write(card.curve.first, EDGE, 1205, "28px", COLOURS.muted);
  pen.textAlign = "right";
  write(card.curve.last, WIDTH - EDGE, 1205, "28px", COLOURS.muted);
  pen.textAlign = "left";
  for (const [i, line] of lines(pen, card.foot, "26px", INNER).entries()) {
    write(line, EDGE, 1260 + 36 * i, "26px", COLOURS.muted);
  }
}

/** Each number a square: the stronger, the further from 0. */
function portray(
  pen: CanvasRenderingContext2D,
  weights: Numbers,
  x: number,
  y: number,
  size: number,
): void {
  const { side, values } = squares(weights);
  const usual = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  const cell = size / side;
  for (const [i, value] of values.entries()) {
    const strength = Math.min(1, Math.abs(value) / (2 * usual || 1));
    const [red, green, blue] = value < 0 ? COLOURS.less : COLOURS.more;
    pen.fillStyle = `rgba(${red}, ${green}, ${blue}, ${strength.toFixed(3)})`;
    const [row, column] = [Math.floor(i / side), i % side];
    pen.fillRect(x + column * cell, y + row * cell, Math.ceil(cell), Math.ceil(cell));
  }
}

function trace(
  pen: CanvasRenderingContext2D,
  losses: readonly number[],
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  pen.fillStyle = COLOURS.card;
  pen.fillRect(x, y, width, height);
  pen.strokeStyle = COLOURS.line;
  pen.lineWidth = 2;
  pen.strokeRect(x, y, width, height);
  const highest = Math.max(...losses.slice(0, 1), 1e-9);
  pen.strokeStyle = COLOURS.accent;
  pen.lineWidth = 5;
  pen.lineJoin = "round";
  pen.beginPath();
  for (const [i, loss] of losses.entries()) {
    const at = Math.min(1, Math.max(0, loss / highest));
    pen.lineTo(
      x + 12 + ((width - 24) * i) / Math.max(1, losses.length - 1),
      y + height - 12 - (height - 24) * at,
    );
  }
  pen.stroke();
}

/** A text cut at spaces into lines that fit. */
function lines(pen: CanvasRenderingContext2D, text: string, font: string, width: number): string[] {
  pen.font = `${font} ${FONT}`;
  const found: string[] = [];
  for (const word of text.split(" ")) {
    const longer = found.length === 0 ? word : `${found.at(-1)!} ${word}`;
    if (found.length === 0) found.push(word);
    else if (pen.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found.map((line) => fitted(pen, line, font, width));
}

/** What fits of a line. */
function fitted(pen: CanvasRenderingContext2D, text: string, font: string, width: number): string {
  pen.font = `${font} ${FONT}`;
  if (pen.measureText(text).width <= width) return text;
  let shown = [...text];
  while (shown.length > 1 && pen.measureText(`${shown.join("")}…`).width > width) {
    shown = shown.slice(0, -1);
  }
  return `${shown.join("")}…`;
}
