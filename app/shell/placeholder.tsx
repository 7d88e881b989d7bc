"use client";

export function GraphPane() {
  return <div className="h-full bg-canvas" />;
}
export const TablePane = GraphPane;
export const DetailsPanel = GraphPane;
