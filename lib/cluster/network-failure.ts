import { ApiError } from "./api-error.ts";

const UNTRUSTED = new Set([
  "CERT_CHAIN_TOO_LONG",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REJECTED",
  "CERT_REVOKED",
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "INVALID_CA",
  "INVALID_PURPOSE",
  "PATH_LENGTH_EXCEEDED",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);
const ADDRESS = "Check that the cluster is running and that the kubeconfig names its address.";
const NETWORK = "Check the network, the VPN and the firewall between Headwater and the cluster.";

/** Turns what the network or TLS threw while speaking to a server into one plain sentence with what to do. */
export function toNetworkError(thrown: unknown, origin: string, proxyUrl: string | null = null): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const code = findCode(thrown);
  const text = findText(thrown);
  const outer = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const fail = (message: string, fix: string) => new ApiError("unreachable", message, { fix, cause: thrown });
  if (outer === "UND_ERR_PRX_TLS") {
    return untrusted(`The certificate of the proxy ${withoutPassword(proxyUrl ?? "")} is for another name.`, PROXY);
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return untrusted(
      `The certificate of ${origin} is for another name.`,
      "Use a server address that the certificate names, or set tls-server-name in the kubeconfig.",
    );
  }
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID") {
    const when = code === "CERT_HAS_EXPIRED" ? "has expired" : "is not valid yet";
    return untrusted(`The certificate of ${origin} ${when}.`, "Renew the API server's certificate; check the clocks.");
  }
  if (UNTRUSTED.has(code)) {
    return untrusted(
      `The certificate of ${origin} is not signed by an authority that the kubeconfig trusts.`,
      "Put the cluster's CA into certificate-authority-data of the kubeconfig.",
    );
  }
  if (/^ERR_SSL_.*ALERT/.test(code)) {
    return new ApiError("credentials", `${origin} refused the client certificate of the kubeconfig.`, {
      fix: "Renew client-certificate and client-key in the kubeconfig.",
      cause: thrown,
    });
  }
  if (/KEY_(VALUES|TYPE)_MISMATCH$/.test(code)) {
    return new ApiError("credentials", "The client certificate and the client key do not belong together.", {
      fix: "Put a client-certificate and its own client-key into the kubeconfig.",
      cause: thrown,
    });
  }
  if (/^ERR_(OSSL|CRYPTO|X509|TLS_INVALID)/.test(code)) {
    return new ApiError("credentials", `A certificate or key in the kubeconfig cannot be read (${text}).`, {
      fix: "Check certificate-authority, client-certificate and client-key: they must be PEM.",
      cause: thrown,
    });
  }
  if (proxyUrl !== null && /proxy|UND_ERR_PRX|Socks5/i.test(`${outer} ${code} ${text}`)) {
    return fail(
      `The proxy ${withoutPassword(proxyUrl)} did not let the connection to ${origin} through (${text}).`,
      PROXY,
    );
  }
  switch (code) {
    case "ECONNREFUSED":
      return proxyUrl === null
        ? fail(`${origin} refused the connection.`, ADDRESS)
        : fail(`The proxy ${withoutPassword(proxyUrl)} or the cluster behind it refused the connection.`, PROXY);
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return fail(`The name in ${origin} could not be found.`, `${ADDRESS} A VPN may be needed for its name.`);
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
      return fail(`${origin} could not be reached in time.`, NETWORK);
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ENETDOWN":
      return fail(`There is no way to ${origin} from here.`, NETWORK);
    case "ECONNRESET":
    case "EPIPE":
    case "UND_ERR_SOCKET":
      return fail(`The connection to ${origin} was cut.`, NETWORK);
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "EPROTO":
      return fail(`${origin} does not speak TLS.`, "Check scheme and port of the server address in the kubeconfig.");
    default:
      return /^(HPE|Z)_/.test(code)
        ? new ApiError("malformed", `${origin} does not answer in HTTP.`, { fix: ADDRESS, cause: thrown })
        : fail(`${origin} could not be reached (${text}).`, `${ADDRESS} ${NETWORK}`);
  }

  function untrusted(message: string, fix: string): ApiError {
    return new ApiError("untrusted", message, { fix, cause: thrown });
  }
}

const PROXY =
  "Check proxy-url in the kubeconfig, or HTTPS_PROXY and NO_PROXY in the environment, and what the proxy allows.";

/** The innermost code: undici and Node wrap the cause, and several addresses give an AggregateError. */
function findCode(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "";
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return findCode(thrown.errors.at(-1));
  const inner = findCode(thrown.cause);
  if (inner !== "") return inner;
  return "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
}

function findText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return findText(thrown.errors.at(-1));
  if (thrown.cause instanceof Error) return findText(thrown.cause);
  return thrown.message === "" ? thrown.name : (thrown.message.split("\n")[0] ?? "");
}

function withoutPassword(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
