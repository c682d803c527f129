/** The compilers that are there, or can be had; how to run each. */
export function compilers(mayInstall?: boolean): { readonly name: string; readonly script: string }[];
