/** A request the server refused, or could not answer: the stable code of its problem document. */
export class RapportProblem extends Error {
  /** The last part of the problem's type, e.g. `unknown-text-version`; `offline` when there was no answer at all. */
  readonly code: string;
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(code: string, status: number) {
    super(`rapport: ${code} (${status})`);
    this.name = 'RapportProblem';
    this.code = code;
    this.status = status;
  }
}
