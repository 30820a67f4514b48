/** What is wrong with a request, in a problem's words. */
export interface RefusedRequestOptions {
  /** The last part of the problem's `type`. Default by status. */
  readonly slug?: string;
  /** Default by status. */
  readonly title?: string;
  /** What about this request; the client reads it. */
  readonly detail?: string;
  /** More headers of the answer, such as `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The error behind the refusal. */
  readonly cause?: unknown;
}

const STANDARD: Readonly<Record<number, readonly [slug: string, title: string]>> = {
  400: ["malformed-request", "The request is malformed"],
  401: ["unauthenticated", "The request names nobody"],
  403: ["forbidden", "The request is not allowed"],
  404: ["not-found", "There is nothing here"],
  405: ["method-not-allowed", "This method is not allowed here"],
  409: ["conflict", "The request conflicts with what is there"],
  413: ["content-too-large", "The body is too large"],
  415: ["unsupported-media-type", "The body is of a type that is not taken here"],
  429: ["too-many-requests", "Too many requests"],
  499: ["aborted", "The request was given up"],
  503: ["busy", "Too many scripts are running"],
};

/** The request is refused before any guest code runs. `problem` renders it. */
export class RefusedRequestError extends Error {
  static {
    this.prototype.name = "RefusedRequestError";
  }

  /** The answer's status, under the name that frameworks look for. */
  readonly status: number;
  /** The last part of the problem's type. */
  readonly slug: string;
  /** What kind of refusal it is, for people. */
  readonly title: string;
  /** What is wrong with this request. */
  readonly detail: string | undefined;
  /** Response headers that the refusal adds. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, options: RefusedRequestOptions = {}) {
    const [slug, title] = STANDARD[status] ?? ["refused", "The request is refused"];
    const { detail, headers = {}, cause } = options;
    super(detail ?? options.title ?? title, cause === undefined ? undefined : { cause });
    this.status = status;
    this.slug = options.slug ?? slug;
    this.title = options.title ?? title;
    this.detail = detail;
    this.headers = headers;
  }
}
