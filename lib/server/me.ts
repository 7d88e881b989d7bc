import type { Me } from "#lib/api/me.ts";
import type { Runtime } from "./runtime.ts";

/** Says who one is here and what one may do. Until there is sign-in, everybody is whoever runs Headwater. */
export function toMe({ configuration: { actions, local, demoUrl } }: Runtime): Me {
  return {
    mode: local ? "local" : "shared",
    name: null,
    groups: [],
    may: { act: actions.allowed, why: actions.why },
    demo: demoUrl !== null,
  };
}
