const URL_OF_ACTIONS = "http://127.0.0.1:3000/api/actions";

/** A POST as a script on this machine would send it, unless other headers are given; null leaves one out. */
export function post(body: BodyInit | object, headers: Readonly<Record<string, string | null>> = {}): Request {
  const all = new Headers({ host: "127.0.0.1:3000", "content-type": "application/json" });
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) all.delete(name);
    else all.set(name, value);
  }
  const isRaw = typeof body === "string" || body instanceof ReadableStream;
  const sent = { method: "POST", headers: all, body: isRaw ? body : JSON.stringify(body), duplex: "half" };
  return new Request(URL_OF_ACTIONS, sent);
}
