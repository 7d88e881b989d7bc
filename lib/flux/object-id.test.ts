import { describe, expect, it } from "vitest";
import { fc } from "./fast-check.test-support.ts";
import { isObjectId, parseObjectId, toKnownObjectId, toObjectId } from "./object-id.ts";

const word = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,20}[a-z0-9])?$/);

describe("object ids", () => {
  it("are Kind/namespace/name, after the cluster where there are several", () => {
    expect(toObjectId("Kustomization", "apps", "web")).toBe("Kustomization/apps/web");
    expect(toObjectId("Kustomization", "apps", "web", "eu")).toBe("eu:Kustomization/apps/web");
  });

  it("are read back as they were made, whatever the context is called", () => {
    fc.assert(
      fc.property(
        fc.option(fc.string({ minLength: 1 })),
        fc.constantFrom("Kustomization", "OCIRepository"),
        word,
        word,
        (cluster, kind, namespace, name) => {
          expect(parseObjectId(toObjectId(kind, namespace, name, cluster))).toEqual({ cluster, kind, namespace, name });
        },
      ),
    );
  });

  it.each(["", "apps", "Kustomization/apps", "Kustomization//web", "Kustomization/apps/", "1/2/3", "a/b/c/d"])(
    "are not %j",
    (text) => expect(toKnownObjectId(text)).toBeNull(),
  );

  it("are told from other texts as they are read", () => {
    const piece = fc.constantFrom("a", "K1", "1", "/", ":", "", "apps", "\n", "é", "-", "Kustomization/apps/web");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join("");
        expect(isObjectId(text)).toBe(parseObjectId(text) !== null);
      }),
      { numRuns: 2_000 },
    );
  });
});
