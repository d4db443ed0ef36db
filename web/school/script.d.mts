import type { BuildEnvironmentOptions, Plugin } from "vite";

export function script(
  entry: string,
  name: string,
  outDir: string,
  options?: BuildEnvironmentOptions & { readonly plugins?: readonly Plugin[] },
): Promise<void>;
