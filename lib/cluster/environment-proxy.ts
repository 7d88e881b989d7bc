import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";
import { failure } from "./kubeconfig-file.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A host of a URL, taken apart as the rules of NO_PROXY need it. */
interface Host {
  readonly name: string;
  readonly port: string;
}

type Rule = (host: Host) => boolean;

/**
 * Finds the proxy that the environment asks for on the way to a server, or null. The rules are those of Go's
 * net/http.ProxyFromEnvironment, which kubectl goes by where the kubeconfig names no proxy: HTTPS_PROXY for https,
 * HTTP_PROXY for http, each before its name in small letters; never for localhost and loopback addresses, nor for what
 * NO_PROXY names.
 * @throws ApiError of kind `credentials` when the proxy is no address.
 */
export function findEnvironmentProxy(env: Environment, server: string): string | null {
  const url = new URL(server);
  const variable = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const proxy = read(env, variable);
  if (proxy === "") return null;
  const host = toHost(url);
  if (isLoopback(host.name) || parseRules(read(env, "NO_PROXY")).some((matches) => matches(host))) return null;
  return parseProxy(proxy, variable);
}

function read(env: Environment, variable: string): string {
  return env[variable] || env[variable.toLowerCase()] || "";
}

function toHost({ protocol, hostname, port }: URL): Host {
  const name = withoutBrackets(hostname).toLowerCase();
  return { name, port: port === "" ? (DEFAULT_PORTS[protocol] ?? "") : port };
}

function parseProxy(value: string, variable: string): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (URL.canParse(withScheme) && isProxyUrl(new URL(withScheme))) return withScheme;
  throw failure(
    `The environment variable ${variable} does not name a proxy that can be used.`,
    `Write it as http://host:port, or add the cluster's host to NO_PROXY.`,
  );
}

/** Whether a URL is of a kind of proxy that can be spoken to, and names a host. */
export function isProxyUrl({ protocol, hostname }: URL): boolean {
  return /^(https?|socks5?):$/.test(protocol) && hostname !== "";
}

function parseRules(list: string): readonly Rule[] {
  return list
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "")
    .map(toRule);
}

function toRule(entry: string): Rule {
  if (entry === "*") return () => true;
  const subnet = toSubnet(entry);
  if (subnet !== null) return ({ name }) => contains(subnet, name);
  const [, bracketed, plain, port = ""] = /^(?:\[([^\]]*)\]|([^:]*)):(\d*)$/.exec(entry) ?? [];
  const host = withoutBrackets(bracketed ?? plain ?? entry);
  const isPort = (asked: string) => port === "" || port === asked;
  if (isIP(host) !== 0) {
    const alone = new BlockList();
    alone.addAddress(host, toFamily(host));
    return ({ name, port: asked }) => contains(alone, name) && isPort(asked);
  }
  if (host === "") return () => false;
  // ".example.org" and "*.example.org" are for what is below the domain, "example.org" for the domain itself as well.
  const [, dot = "", domain = host] = /^(\*?\.)?(.+)$/.exec(host) ?? [];
  const ascii = domainToASCII(domain) || domain;
  return ({ name, port: asked }) =>
    isIP(name) === 0 && (name.endsWith(`.${ascii}`) || (dot === "" && name === ascii)) && isPort(asked);
}

function toSubnet(entry: string): BlockList | null {
  const [, address = "", bits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(entry) ?? [];
  const version = isIP(address);
  if (version === 0 || Number(bits) > (version === 4 ? 32 : 128)) return null;
  const subnet = new BlockList();
  subnet.addSubnet(address, Number(bits), toFamily(address));
  return subnet;
}

function contains(addresses: BlockList, name: string): boolean {
  return isIP(name) !== 0 && addresses.check(name, toFamily(name));
}

function isLoopback(name: string): boolean {
  return name === "localhost" || contains(LOOPBACK, name);
}

function toFamily(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "https:": "443", "http:": "80" };
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");
