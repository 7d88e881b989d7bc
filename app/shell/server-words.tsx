/** What the API server said, for those who administer it. */
export function ServerWords({ words }: { readonly words: string }) {
  if (words === "") return null;
  return (
    <details className="text-left text-small">
      <summary className="w-fit cursor-pointer text-fg-2 hover:text-fg max-desk:py-3">
        In the API server's words
      </summary>
      <p className="mt-1 break-words text-fg-2">{words}</p>
    </details>
  );
}
