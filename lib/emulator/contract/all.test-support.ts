import { describe } from "vitest";
import { describeAccess } from "./access.test-support.ts";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { describeCreation } from "./creation.test-support.ts";
import { describeDeletion } from "./deletion.test-support.ts";
import { describeExpiry } from "./expiry.test-support.ts";
import { describeImpersonation } from "./impersonation.test-support.ts";
import { describeManagers } from "./managers.test-support.ts";
import { describePaging } from "./paging.test-support.ts";
import { describePatching } from "./patching.test-support.ts";
import { describePreconditions } from "./preconditions.test-support.ts";
import { describeReviews } from "./reviews.test-support.ts";
import { describeServing } from "./serving.test-support.ts";
import { describeVersions } from "./versions.test-support.ts";
import { describeWatching } from "./watching.test-support.ts";

const PARTS = [
  describePaging,
  describeVersions,
  describeExpiry,
  describeWatching,
  describePatching,
  describePreconditions,
  describeManagers,
  describeDeletion,
  describeCreation,
  describeAccess,
  describeImpersonation,
  describeReviews,
  describeServing,
];

/** The Kubernetes API as Headwater uses it, held against a server: every part opens it anew. */
export function describeContract(name: string, open: OpenContractServer): void {
  describe(`the contract with ${name}`, () => {
    for (const describePart of PARTS) describePart(open);
  });
}
