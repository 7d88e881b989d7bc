"use client";

import { CloudOff, Lock, type LucideProps, PackageX, Snowflake, TriangleAlert, X } from "lucide-react";
import dynamic from "next/dynamic";
import { type ComponentType, useMemo, useState } from "react";
import { useSelect } from "#components/problems/use-select.ts";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { findNotices, type Notice } from "#lib/client/notices.ts";
import { useConnection, useConnectionSelector, useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useFreshness } from "#lib/client/use-freshness.ts";
import { useLasting } from "#lib/client/use-lasting.ts";
import { loadAccessDialog } from "./parts.ts";

const AccessDialog = dynamic(() => loadAccessDialog().then((module) => module.AccessDialog), { ssr: false });

const ICONS: Readonly<Record<Notice["kind"], ComponentType<LucideProps>>> = {
  lost: CloudOff,
  forbidden: Lock,
  "not-installed": PackageX,
  error: TriangleAlert,
  frozen: Snowflake,
};

const NONE: readonly Notice[] = [];

/** A cluster that goes away is first seen by what cannot be read of it, some seconds before it is known to be away. */
const PASSING_MS = 12_000;

/**
 * What is wrong with the connection or with what is read, below the graph, where it pushes nothing out of its place. A
 * line can be put away; it comes back when the same goes wrong anew.
 */
export function Notices({ most }: { readonly most: number }) {
  const transport = useConnectionSelector((connection) => connection.transport);
  const error = useConnectionSelector((connection) => connection.error);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const [isWhole, setWhole] = useState(false);
  const [rulesOf, setRulesOf] = useState<string | null>(null);
  const select = useMemo(
    () => (snapshot: Parameters<typeof findNotices>[0]) => {
      const found = findNotices(snapshot, { transport, error, contactAt: null });
      return found.length === 0 ? NONE : found;
    },
    [transport, error],
  );
  const notices = useSnapshotSelector(select) ?? NONE;
  const lasting = useLasting(
    notices.filter(({ kind }) => kind === "error").map(({ id }) => id),
    PASSING_MS,
  );
  const stillWrong = dismissed.filter((id) => notices.some((notice) => notice.id === id));
  if (stillWrong.length < dismissed.length) setDismissed(stillWrong);
  const open = notices.filter(({ id, kind }) => !dismissed.includes(id) && (kind !== "error" || lasting.has(id)));
  const shown = isWhole ? open : open.slice(0, most);
  return (
    <>
      <div role="status" data-id="notices" className="max-h-[40dvh] shrink-0 overflow-y-auto">
        {shown.map((notice) => (
          <NoticeLine
            key={notice.id}
            notice={notice}
            onRules={() => setRulesOf(notice.rulesOf)}
            onPutAway={() => setDismissed([...dismissed, notice.id])}
          />
        ))}
        {open.length > most && (
          <button
            type="button"
            onClick={() => setWhole(!isWhole)}
            className="h-8 w-full border-line border-t bg-surface px-4 text-left text-accent text-small max-desk:h-11"
          >
            {isWhole ? "Show less" : `${open.length - most} more`}
          </button>
        )}
      </div>
      {rulesOf !== null && <AccessDialog clusterId={rulesOf} onClose={() => setRulesOf(null)} />}
    </>
  );
}

function NoticeLine({
  notice,
  onRules,
  onPutAway,
}: {
  readonly notice: Notice;
  readonly onRules: () => void;
  readonly onPutAway: () => void;
}) {
  const { kind, title, message, fix, rulesOf, nodes = [] } = notice;
  const NoticeIcon = ICONS[kind];
  const isLost = kind === "lost";
  const select = useSelect();
  const [first, ...others] = nodes;
  const [isOpen, setOpen] = useState(false);
  return (
    <div
      data-id={`notice-${kind}`}
      className={classNames(
        "flex min-h-10 items-center gap-2 border-t py-1.5 pr-2 pl-4 max-desk:items-start",
        isLost || kind === "frozen" ? "border-wait-line bg-wait-tint" : "border-line bg-surface",
      )}
    >
      <NoticeIcon aria-hidden size={14} className="shrink-0 text-wait max-desk:mt-1" />
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="min-w-0 text-fg-2">
          <span className="font-medium text-fg">{title}.</span> {isLost && <AsOf />}
          <span className={isOpen || rulesOf !== null ? "" : "max-desk:hidden"}>
            {message} {fix}
          </span>{" "}
          {rulesOf === null && (
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
              className="desk:hidden py-1 font-medium text-accent"
            >
              {isOpen ? "Less" : "More"}
            </button>
          )}
        </p>
        {first !== undefined && (
          <button
            type="button"
            data-id="show-frozen"
            onClick={() => select(first, others)}
            className="rounded-hint font-medium text-accent hover:underline max-desk:py-1.5"
          >
            Show the cycle
          </button>
        )}
        {rulesOf !== null && (
          <button
            type="button"
            data-id="show-rule"
            onClick={onRules}
            className="rounded-hint font-medium text-accent hover:underline max-desk:py-1.5"
          >
            Show the rule that is lacking
          </button>
        )}
      </div>
      <IconButton label="Put away" className="max-desk:size-9" onClick={onPutAway}>
        <X aria-hidden size={14} />
      </IconButton>
    </div>
  );
}

/** From when what is shown is. */
function AsOf() {
  const { contactAt } = useConnection();
  const { age } = useFreshness();
  if (contactAt === null) return null;
  const at = new Date(contactAt);
  return (
    <>
      This is how it was <time dateTime={at.toISOString()}>{age}</time>, at{" "}
      <span className="whitespace-nowrap tabular-nums">{at.toLocaleTimeString()}</span>.{" "}
    </>
  );
}
