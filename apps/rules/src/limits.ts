const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/** What one tenant may take of the service. */
export const LIMITS = {
  /** Bytes of a request's body. */
  body: 8 * MEBIBYTE,
  /** Milliseconds that a client may take to send its headers, and its whole request. */
  client: { headersTimeout: 10_000, requestTimeout: 30_000 },
  /** Records of one request. */
  records: 10_000,
  /** Requests of one tenant that are evaluated at once. */
  evaluations: 8,
  /** Rules that a tenant may keep. */
  rules: 200,
  /** Characters of one rule. Compiling takes a time that grows with their square, and keeps everybody waiting. */
  source: 4 * KIBIBYTE,
  /** Rules of one tenant that wait for the compiler. */
  line: 32,
  /** What rules can look up. */
  stored: {
    records: 10_000,
    /** Characters of one, as JSON. */
    record: 16 * KIBIBYTE,
    entries: 10_000,
  },
  /** Characters of an error message that are told. */
  message: 500,
  /** One invocation: a whole batch, or one record in strict mode. */
  sandbox: {
    timeout: 10_000,
    memoryLimit: 64 * MEBIBYTE,
    maxCalls: 100_000,
    /** What an evaluation waits for an instance, when tenants have taken all of them. */
    queueTimeout: 5_000,
    stdoutLimit: KIBIBYTE,
    stderrLimit: KIBIBYTE,
  },
  /** What one record may take in strict mode. Fuel ends it first: how busy the machine is then makes no difference. */
  record: { timeout: 5_000, fuel: 2_000_000, memoryLimit: 8 * MEBIBYTE },
} as const;
