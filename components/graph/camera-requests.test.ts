import { describe, expect, it } from "vitest";
import { requestReveal, subscribeToReveals } from "./camera-requests.ts";
import { sampleId } from "./sample-picture.test-support.ts";

describe("requestReveal", () => {
  it("tells whoever listens, and no one who has left", () => {
    const heard: (readonly string[])[] = [];
    const leave = subscribeToReveals((ids) => heard.push(ids));
    requestReveal([sampleId("postgres")]);
    leave();
    expect(heard).toEqual([[sampleId("postgres")]]);
  });

  it("keeps the last wish for a graph that is not drawn yet, once", () => {
    const heard: (readonly string[])[] = [];
    requestReveal([sampleId("loki")]);
    requestReveal([sampleId("tempo")]);
    subscribeToReveals((ids) => heard.push(ids))();
    subscribeToReveals((ids) => heard.push(ids))();
    expect(heard).toEqual([[sampleId("tempo")]]);
  });
});
