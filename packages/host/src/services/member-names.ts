const UNDERSCORE_THEN_LETTER = /_([a-z0-9])/g;

/** Names that lead out of an object, whoever defined them. */
export function isReservedName(name: string): boolean {
  const first = name.charCodeAt(0);
  // `_private`, `__proto__`, `__defineGetter__` and their like; `#private`; the empty name (NaN).
  return !(first > 0) || first === 0x5f || first === 0x23 || name === "constructor" || name === "prototype";
}

/**
 * The JavaScript names that a Ruby name may stand for when no member has exactly that name, in order:
 * `display_name` → `displayName`; `ready?` → `ready`, `isReady`; `user_ready?` → `user_ready`, `userReady`, `isUserReady`.
 */
export function otherSpellings(name: string): readonly string[] {
  const predicate = name.endsWith("?");
  if (!predicate && !name.includes("_")) return NONE;
  const base = predicate ? name.slice(0, -1) : name;
  const camel = base.replace(UNDERSCORE_THEN_LETTER, (_, letter: string) => letter.toUpperCase());
  const spellings = predicate ? [base] : [];
  if (camel !== base) spellings.push(camel);
  if (predicate && camel !== "") spellings.push(`is${camel.charAt(0).toUpperCase()}${camel.slice(1)}`);
  return spellings;
}

const NONE: readonly string[] = [];
