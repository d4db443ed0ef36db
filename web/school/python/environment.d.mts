export const ENVIRONMENT: Readonly<Record<string, string>>;
export const TOOLS: string;
export const READ_TOOLS: string;
