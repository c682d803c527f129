/** Exactly these members of `T`, and none of its others: one allowed combination of parameters. */
export type Exactly<T, K extends keyof T> = { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: undefined };
