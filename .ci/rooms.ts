/** Which room (folder) may import which other: the table of the design, read by the linter's settings and by a test. */
export interface Room {
  /** Rooms of the project that may be imported, by folder. */
  readonly rooms: readonly string[];
  /** Packages that may be imported; "any" where the room is not pure. */
  readonly packages: readonly string[] | "any";
}

const CLIENT_FREE_LIBS = [
  "lib/flux",
  "lib/graph",
  "lib/analysis",
  "lib/lint",
  "lib/layout",
  "lib/export",
  "lib/api",
  "lib/cluster",
  "lib/emulator",
];
const COMPONENT_LIBS = ["lib/api", "lib/client", "lib/flux", "lib/graph", "lib/layout"];
const COMPONENT_ROOMS = [
  "components/graph",
  "components/details",
  "components/problems",
  "components/table",
  "components/ui",
];

export const ROOMS: Readonly<Record<string, Room>> = {
  "lib/flux": { rooms: [], packages: ["zod", "@marcbachmann/cel-js"] },
  "lib/graph": { rooms: ["lib/flux"], packages: [] },
  "lib/analysis": { rooms: ["lib/graph", "lib/flux"], packages: [] },
  "lib/lint": { rooms: ["lib/graph", "lib/flux", "lib/analysis"], packages: [] },
  "lib/layout": { rooms: ["lib/graph"], packages: ["@dagrejs/dagre"] },
  "lib/export": { rooms: ["lib/graph", "lib/flux", "lib/layout"], packages: [] },
  "lib/api": { rooms: ["lib/flux", "lib/graph", "lib/analysis", "lib/lint"], packages: ["zod"] },
  "lib/cluster": { rooms: ["lib/flux", "lib/graph"], packages: "any" },
  "lib/manifests": { rooms: ["lib/flux"], packages: "any" },
  "lib/emulator": { rooms: ["lib/flux", "lib/manifests"], packages: "any" },
  "lib/server": { rooms: CLIENT_FREE_LIBS, packages: "any" },
  "lib/client": { rooms: ["lib/api", "lib/graph", "lib/flux", "lib/layout"], packages: "any" },
  "lib/cli": {
    rooms: [
      "lib/flux",
      "lib/graph",
      "lib/analysis",
      "lib/lint",
      "lib/layout",
      "lib/export",
      "lib/manifests",
      "lib/cluster",
    ],
    packages: "any",
  },
  ...Object.fromEntries(
    COMPONENT_ROOMS.map((room): [string, Room] => [
      room,
      { rooms: [...COMPONENT_LIBS, ...COMPONENT_ROOMS.filter((other) => other !== room)], packages: "any" },
    ]),
  ),
  app: { rooms: [...COMPONENT_ROOMS, "lib/server", "lib/api", "lib/client"], packages: "any" },
};
