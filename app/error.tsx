"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";

/** Where the page itself fails, as when parts of it are fetched from a Headwater that is of another version by now. */
export default function PageError({ error }: { readonly error: Error }) {
  return (
    <main className="h-dvh bg-canvas">
      <Face
        id="face-page-error"
        icon={<TriangleAlert aria-hidden size={24} />}
        title="This page cannot go on"
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            Reload
          </Button>
        }
      >
        <p>
          Headwater may have been updated while it was open. What you had chosen stands in the address and comes back.
        </p>
        <p className="mt-2 text-fg-3 text-small">{error.message}</p>
      </Face>
    </main>
  );
}
