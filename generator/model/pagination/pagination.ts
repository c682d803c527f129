/** How an operation is paged: `x-pagination`, else the first of other people's dialects that it has. */
import type { Document } from "../../load/document.js";
import type { Pagination } from "../model.js";
import { PaginationCheck, type Paged } from "./check.js";
import { Reporter, type Declared, type Reading } from "./declared.js";
import { readFern } from "./fern.js";
import { Fields } from "./fields.js";
import { readMsPageable } from "./ms-pageable.js";
import { readOwn } from "./own.js";
import { readRedocly } from "./redocly.js";
import { readSpeakeasy } from "./speakeasy.js";
import { StainlessConfig } from "./stainless.js";
import { resultPointer } from "../responses.js";
import type { Schemas } from "../schemas/schemas.js";
import type { Node, ObjectNode, Source } from "../source.js";

type Reader = (source: Source, found: Node, report: Reporter, dialect: string) => Reading;

/** In the order in which they are looked for: what an overlay says comes first. */
const dialects: readonly (readonly [extension: string, read: Reader])[] = [
  ["x-pagination", readOwn],
  ["x-speakeasy-pagination", readSpeakeasy],
  ["x-fern-pagination", readFern],
  ["x-redoclyPagination", readRedocly],
  ["x-redocly-pagination", readRedocly],
  ["x-ms-pageable", readMsPageable],
];

export class PaginationReader {
  readonly fields: Fields;
  readonly #source: Source;
  readonly #stainless: StainlessConfig | undefined;

  /** `stainless`: a `stainless.yml` that stands beside the spec. */
  constructor(source: Source, schemas: Schemas, stainless?: Document) {
    this.#source = source;
    this.fields = new Fields(schemas);
    this.#stainless = stainless && new StainlessConfig(stainless, this.fields, new Reporter(source));
  }

  read(node: ObjectNode, operation: Paged): Pagination | undefined {
    const report = new Reporter(this.#source);
    const declared = this.#declared(node, operation, report);
    return declared ? this.#check(node, operation, declared, report) : undefined;
  }

  /** Whether anything is said about pages, be it that there are none. */
  isDeclared(node: ObjectNode, operation: Paged): boolean {
    const silent = new Reporter();
    return (
      dialects.some(([extension]) => node.value[extension] !== undefined) ||
      this.#stainless?.read(operation, silent) !== undefined ||
      silent.problems > 0
    );
  }

  /** What a declaration would come to; undefined when anything about it is wrong or in doubt. */
  attempt(node: ObjectNode, operation: Paged, declared: Declared): Pagination | undefined {
    const silent = new Reporter();
    const pagination = this.#check(node, operation, declared, silent);
    return silent.problems === 0 ? pagination : undefined;
  }

  #declared(node: ObjectNode, operation: Paged, report: Reporter): Reading {
    for (const [extension, read] of dialects) {
      const found = this.#source.get(node, extension);
      if (found) return read(this.#source, found, report, extension);
    }
    return this.#stainless?.read(operation, report);
  }

  #check(node: ObjectNode, operation: Paged, declared: Declared, report: Reporter): Pagination | undefined {
    return new PaginationCheck(this.fields, this.#source, report, declared, operation, resultPointer(node)).run();
  }
}
