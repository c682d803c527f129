/** Copies arrays and plain objects to any depth; `text` maps each text in it, keys included. */
export declare function mapDeep(value: unknown, text: (text: string) => string): unknown;
//# sourceMappingURL=deep.d.ts.map
