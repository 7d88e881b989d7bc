/** The failures of one Kustomization at one generation and revision, as this process saw them. */
export interface FailureRecord {
  readonly uid: string;
  readonly generation: number;
  readonly revision: string | null;
  readonly reason: string;
  readonly message: string;
  /** When the first of these failures was written, RFC 3339. */
  readonly since: string | null;
  /** When the last was, RFC 3339. */
  readonly lastAt: string | null;
  readonly attempts: number;
}
