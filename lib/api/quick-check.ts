import type * as z from "zod/mini";

type Check = (value: unknown) => boolean;

/** The parts of zod's definitions that the wire's schemas are made of. */
type Definition =
  | { readonly type: "string" | "number" | "boolean" }
  | { readonly type: "nullable" | "optional"; readonly innerType: Schema }
  | { readonly type: "array"; readonly element: Schema }
  | { readonly type: "record"; readonly keyType: Schema; readonly valueType: Schema }
  | { readonly type: "enum"; readonly entries: Readonly<Record<string, unknown>> }
  | { readonly type: "literal"; readonly values: readonly unknown[] }
  | { readonly type: "object"; readonly shape: Readonly<Record<string, Schema>>; readonly catchall?: Schema }
  | { readonly type: "custom"; readonly fn: Check };

interface Schema {
  readonly _zod: { readonly def: unknown };
}

/**
 * Makes a test from a schema that says of a value whether the schema would take it as it is, some twenty times as fast
 * as parsing, for it makes nothing new. What it does not understand of a schema it says no to, and so it does to
 * nothing that the schema refuses; then the schema is asked.
 */
export function toQuickCheck<Value>(schema: z.ZodMiniType<Value>): (value: unknown) => value is Value {
  const check = compile(schema);
  return (value): value is Value => check(value);
}

function compile(schema: Schema): Check {
  const definition = schema._zod.def as Definition & { readonly checks?: readonly unknown[] };
  if ((definition.checks?.length ?? 0) > 0 && definition.type !== "custom") return () => false;
  switch (definition.type) {
    case "string":
      return (value) => typeof value === "string";
    case "number":
      return Number.isFinite;
    case "boolean":
      return (value) => typeof value === "boolean";
    case "nullable": {
      const inner = compile(definition.innerType);
      return (value) => value === null || inner(value);
    }
    case "optional":
      // Where it is absent its object does not ask.
      return compile(definition.innerType);
    case "array": {
      const element = compile(definition.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case "record": {
      const [key, part] = [compile(definition.keyType), compile(definition.valueType)];
      return (value) =>
        isPlain(value) && Object.keys(value).every((name) => name !== "__proto__" && key(name) && part(value[name]));
    }
    case "enum": {
      const entries = new Set(Object.values(definition.entries));
      return (value) => entries.has(value);
    }
    case "literal": {
      const values = new Set(definition.values);
      return (value) => values.has(value);
    }
    case "object":
      return compileObject(definition.shape, definition.catchall);
    case "custom":
      return (value) => definition.fn(value);
    default:
      return () => false;
  }
}

function compileObject(shape: Readonly<Record<string, Schema>>, catchall: Schema | undefined): Check {
  if (catchall !== undefined) return () => false;
  const keys = Object.keys(shape);
  const checks = Object.values(shape).map(compile);
  const isOptional = Object.values(shape).map(({ _zod }) => (_zod.def as Definition).type === "optional");
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const record = value as Readonly<Record<string, unknown>>;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? "";
      const part = record[key];
      if (part === undefined ? isOptional[at] !== true || key in record : checks[at]?.(part) !== true) return false;
    }
    return true;
  };
}

/** What came as JSON has no other prototype; zod takes nothing else for a record. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
