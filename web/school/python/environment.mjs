/** The variables that Python starts with, when its memory is made and when it is taken up. */

export const ENVIRONMENT = { LANG: "fr_FR.UTF-8", HOME: "/carnet", PYTHONHASHSEED: "0" };
