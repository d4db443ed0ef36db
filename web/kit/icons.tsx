/** The few pictures on buttons; each button also says in words what it does. */

import type { JSX } from "solid-js";

function Icon(props: { d: string; fill?: boolean }): JSX.Element {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      aria-hidden="true"
      fill={props.fill ? "currentColor" : "none"}
      stroke="currentColor"
      stroke-width="2"
      stroke-linejoin="round"
      stroke-linecap="round"
    >
      <path d={props.d} />
    </svg>
  );
}

export const PlayIcon = () => <Icon fill d="M5 3.5v13l11-6.5z" />;
export const PauseIcon = () => <Icon fill d="M5 4h3v12H5zM12 4h3v12h-3z" />;
export const StepIcon = () => <Icon d="M5 4v12l8-6zM16 4v12" />;
export const RestartIcon = () => <Icon d="M4 5v4h4M4.5 9a6 6 0 1 1 0 4" />;
export const StarIcon = (props: { on: boolean }) => (
  <Icon
    fill={props.on}
    d="M10 2.5l2.3 4.9 5.2.7-3.8 3.7.9 5.3L10 14.6l-4.6 2.5.9-5.3L2.5 8.1l5.2-.7z"
  />
);
/** A large letter beside a small one. */
export const LettersIcon = () => (
  <Icon d="M1.5 16L6.5 4l5 12M3.2 12h6.6M18 9.5V16M18 12.8a2.7 2.7 0 1 0-5.4 0a2.7 2.7 0 1 0 5.4 0z" />
);
/** The sky that a click brings: the sun of the light mode, the moon of the dark one. */
export const ThemeIcon = (props: { dark: boolean }) => (
  <Icon
    d={
      props.dark
        ? "M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1"
        : "M16 12.2A6.8 6.8 0 0 1 7.8 4a6.8 6.8 0 1 0 8.2 8.2z"
    }
  />
);
/** A loudspeaker, and the square that silences it. */
export const ReadIcon = () => (
  <Icon d="M3 7.5v5h3.5L11 16V4L6.5 7.5zM13.5 7.5a3.5 3.5 0 0 1 0 5M15.8 5.2a6.8 6.8 0 0 1 0 9.6" />
);
export const QuietIcon = () => <Icon fill d="M5 5h10v10H5z" />;
export const CloseIcon = () => <Icon d="M5 5l10 10M15 5L5 15" />;

export const Logo = (): JSX.Element => (
  <svg width="34" height="34" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="#146c72" />
    <path
      d="M6 9c5 0 6 12 11 12s5-3 9-3"
      fill="none"
      stroke="#ffd27d"
      stroke-width="3.5"
      stroke-linecap="round"
    />
  </svg>
);
