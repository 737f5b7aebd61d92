/**
 * The namespaces that stand at an element: those it declares itself, then those of the elements around it.
 */
export type Namespaces = {declared: ReadonlyMap<string, string>; outer: Namespaces | null};

/** Called for each thing that is looked at, so that a test can count what a document costs. */
export type OnStep = () => void;

export const noNamespaces: Namespaces = {declared: new Map(), outer: null};

/**
 * The namespaces inside an element with these attributes. Nothing of the outer ones is copied: elements
 * inside a root of a thousand declarations would otherwise cost a thousand steps each (Namespaces in XML 1.0,
 * section 6.1).
 */
export const withDeclared = (
  outer: Namespaces,
  attributes: Readonly<Record<string, string>>,
  onStep: OnStep,
): Namespaces => {
  const declared = new Map<string, string>();
  for (const [name, space] of Object.entries(attributes)) {
    onStep();
    if (name === 'xmlns') declared.set('', space);
    else if (name.startsWith('xmlns:')) declared.set(name.slice('xmlns:'.length), space);
  }
  return declared.size === 0 ? outer : {declared, outer};
};

/**
 * The address of a prefix ('' is no prefix), or '' where none is declared. As many steps as elements stand
 * around it.
 */
export const namespaceOf = (namespaces: Namespaces, prefix: string, onStep: OnStep): string => {
  for (let at: Namespaces | null = namespaces; at !== null; at = at.outer) {
    onStep();
    const space = at.declared.get(prefix);
    if (space !== undefined) return space;
  }
  return '';
};
