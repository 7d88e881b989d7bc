import { describe, expect, it } from "vitest";
import { node, problem, snapshot } from "#components/problems/graph.test-support.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { ClusterStatus, GraphNode, Problem } from "#lib/graph/model.ts";
import type { Connection } from "./live-graph.ts";
import { findNotices, toPlaceWords, toPlural } from "./notices.ts";
import { cluster, scope } from "./scopes.test-support.ts";

const STREAM: Connection = { transport: "stream", contactAt: null, error: null };
const WEB = node("apps/web");
const ofBucket = (text: string) => node(text, { source: toObjectId("Bucket", "flux-system", "blobs") });

function notices(clusters: readonly ClusterStatus[], nodes: readonly GraphNode[] = [WEB], connection = STREAM) {
  return findNotices(snapshot(nodes, [], { clusters }), connection);
}

describe("notices of the connection", () => {
  it.each<[string, ClusterStatus["connection"], string | null]>([
    ["nothing while it is live", "live", null],
    ["nothing while it begins", "connecting", null],
    ["whom it cannot reach", "disconnected", "Cannot reach test"],
    ["whom it has not heard from", "stale", "Nothing heard from test"],
  ])("say %s", (_case, connection, title) => {
    const found = notices([cluster(connection, scope("ok"))]);
    expect(found.map((notice) => notice.title)).toEqual(title === null ? [] : [title]);
    if (title !== null)
      expect(found[0]).toMatchObject({ kind: "lost", message: "it does not answer", fix: "start it" });
  });

  it("say that Headwater itself is away, and nothing of what it said before", () => {
    const error = { type: "", title: "Headwater does not answer", status: 0, detail: "It is away.", fix: "Start it." };
    const found = notices([cluster("disconnected", scope("forbidden"))], [WEB], {
      ...STREAM,
      transport: "lost",
      error,
    });
    expect(found).toMatchObject([{ kind: "lost", title: error.title, message: "It is away.", fix: "Start it." }]);
  });

  it("stay the same as long as the same is wrong, whatever words it is told in", () => {
    const [first] = notices([{ ...cluster("disconnected"), message: "refused" }]);
    const [second] = notices([{ ...cluster("disconnected"), message: "timed out" }]);
    expect(first?.id).toBe(second?.id);
  });
});

describe("notices of what may not be read", () => {
  it("are one, however many scopes there are", () => {
    const namespaces = Array.from({ length: 12 }, (_, at) => `team-${String.fromCharCode(97 + at)}`);
    const scopes = namespaces.flatMap((name) => [
      scope("forbidden", "Kustomization", name),
      scope("forbidden", "Event", name),
    ]);
    expect(notices([cluster("live", scope("ok", "Kustomization", "apps"), ...scopes)])).toMatchObject([
      {
        kind: "forbidden",
        title: "This graph is not whole",
        message: "Kustomizations and Events in team-a, team-b and 10 more namespaces may not be read.",
        rulesOf: "test",
      },
    ]);
  });

  it("say that the graph is whole where only what is beside it lacks", () => {
    const found = notices([cluster("live", scope("ok"), scope("forbidden", "Event"))]);
    expect(found).toMatchObject([
      { title: "Not everything can be told", message: "Events in all namespaces may not be read." },
    ]);
  });

  it("tell places apart", () => {
    const scopes = [
      scope("forbidden", "Kustomization", "a"),
      scope("forbidden", "Event", "a"),
      scope("forbidden", "Event", "b"),
    ];
    expect(notices([cluster("live", ...scopes)])[0]?.message).toBe(
      "Kustomizations in a, Events in a and b may not be read.",
    );
  });

  it("say so where nodes stand that may no longer be read", () => {
    const closed = cluster("live", scope("forbidden", "Kustomization", "apps"), scope("ok", "Kustomization", "data"));
    expect(notices([closed])[0]?.message).toMatch(/What was read of them before still stands\.$/);
    const others = [node("data/pg"), node("apps/web", { state: "hidden" }), node("apps/x", { cluster: "other" })];
    expect(notices([closed], others)[0]?.message).toMatch(/may not be read\.$/);
  });

  it("are left to the graph's own place where there is no graph", () => {
    for (const connection of ["live", "disconnected"] as const) {
      expect(notices([cluster(connection, scope("forbidden"), scope("error", "Event"))], [])).toEqual([]);
    }
  });
});

describe("notices of kinds that are not installed", () => {
  it("are none while no Kustomization names one", () => {
    expect(notices([cluster("live", scope("ok"), scope("not-installed", "Bucket"))])).toEqual([]);
  });

  it("name the Kustomizations that do", () => {
    const found = notices(
      [cluster("live", scope("ok"), scope("not-installed", "Bucket"))],
      [WEB, ofBucket("apps/a"), ofBucket("apps/b"), { ...ofBucket("apps/c"), cluster: "other" }],
    );
    expect(found).toMatchObject([
      {
        kind: "not-installed",
        title: "There are no Buckets here",
        message: "a and b name one as source. Bucket not-installed",
        fix: "mend not-installed",
      },
    ]);
  });

  it("are told once, also where each namespace is read by itself", () => {
    const scopes = ["a", "b"].map((namespace) => scope("not-installed", "Bucket", namespace));
    expect(notices([cluster("live", ...scopes)], [ofBucket("a/x")])).toHaveLength(1);
  });

  it("tell of a cluster without Flux beside one with it", () => {
    expect(notices([cluster("live", scope("not-installed"))])).toMatchObject([
      { title: "Flux is not installed in test" },
    ]);
  });
});

it("says once what fails for one reason", () => {
  const failing = (kind: string) => ({ ...scope("error", kind), message: "overloaded", fix: "wait" });
  const found = notices([cluster("live", failing("Bucket"), failing("Event"), scope("error", "GitRepository"))]);
  expect(found.map(({ title, message }) => `${title}: ${message}`)).toEqual([
    "Buckets and Events cannot be read: overloaded",
    "GitRepositories cannot be read: GitRepository error",
  ]);
});

describe("words", () => {
  it.each([
    [null, "in all namespaces"],
    [["a"], "in a"],
    [["a", "b", "c"], "in a, b and c"],
    [["a", "b", "c", "d"], "in a, b and 2 more namespaces"],
  ])("%j: %s", (namespaces, words) => {
    expect(toPlaceWords(namespaces)).toBe(words);
  });

  it("has kinds in the plural", () => {
    expect(["GitRepository", "Bucket"].map(toPlural)).toEqual(["GitRepositories", "Buckets"]);
  });
});

describe("the notice of a frozen source", () => {
  const frozen = (given: Partial<Problem> = {}) =>
    problem("frozen", ["m/a", "m/b"], { headline: "fleet pushes nothing", advice: "Cut it.", ...given });
  const find = (one: Problem) => findNotices(snapshot([WEB], [], { problems: [one] }), STREAM);

  it("says who stays behind, what to do, and where the cycle is", () => {
    const one = frozen({ behind: ["m/a", "m/b"].map((text) => node(text).id) });
    expect(find(one)).toMatchObject([
      {
        id: one.id,
        kind: "frozen",
        title: "fleet pushes nothing",
        message: "a and b stay at the old one until the interval.",
        fix: "Cut it.",
        nodes: one.nodes,
      },
    ]);
  });

  it("warns before anybody stays behind, and says nothing of other problems", () => {
    expect(find(frozen())[0]?.message).toMatch(/^What is ready there does not get its next revision/);
    expect(find({ ...frozen(), kind: "cycle" })).toEqual([]);
  });
});
