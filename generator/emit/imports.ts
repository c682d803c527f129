/** The imports of one emitted file: asked for as they are needed, printed once, sorted. */
export class Imports {
  readonly #modules = new Map<string, Map<string, "type" | "value">>();

  type(module: string, name: string): void {
    const names = this.#names(module);
    if (!names.has(name)) names.set(name, "type");
  }

  value(module: string, name: string): void {
    this.#names(module).set(name, "value");
  }

  print(): string {
    const modules = [...this.#modules].sort(([a], [b]) => (a < b ? -1 : 1));
    return modules.map(([module, names]) => printImport(module, names)).join("");
  }

  #names(module: string): Map<string, "type" | "value"> {
    const names = this.#modules.get(module) ?? new Map<string, "type" | "value">();
    this.#modules.set(module, names);
    return names;
  }
}

function printImport(module: string, names: ReadonlyMap<string, "type" | "value">): string {
  const sorted = [...names].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const onlyTypes = sorted.every(([, kind]) => kind === "type");
  const list = sorted.map(([name, kind]) => (kind === "type" && !onlyTypes ? `type ${name}` : name)).join(", ");
  return `import ${onlyTypes ? "type " : ""}{ ${list} } from "${module}";\n`;
}
