type UseCase<Deps> = (deps: Deps, input: never) => unknown;

type InputOf<Known> = Known extends (deps: never, ...input: infer Input) => unknown ? Input : [];

type Bound<UseCases extends Record<string, (deps: never, input: never) => unknown>> = {
  [Name in keyof UseCases]: (...input: InputOf<UseCases[Name]>) => ReturnType<UseCases[Name]>;
};

/** Use cases with their deps given: each is left with its input alone. */
export const bindDeps = <Deps, UseCases extends Record<string, UseCase<Deps>>>(
  deps: Deps,
  useCases: UseCases,
): Bound<UseCases> =>
  Object.fromEntries(
    Object.entries(useCases).map(([name, useCase]): [string, unknown] => [
      name,
      (input: never) => useCase(deps, input),
    ]),
  ) as Bound<UseCases>;
