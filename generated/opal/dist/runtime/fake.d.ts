import type { Fake, FakeDefinition, FakeOptions } from "./fake-types.js";
/** Makes the fake of a provider. `data` is read at each request: what a test adds meanwhile is there. */
export declare function createFake<Id extends string>(definition: FakeDefinition, data: { readonly [Key in Id]?: unknown }, { pageSize }?: FakeOptions): Fake<Id>;
//# sourceMappingURL=fake.d.ts.map
