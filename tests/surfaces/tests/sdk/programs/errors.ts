// The declarations generated from the sources equal those written by hand, apart from the types of browsers.
import type * as declared from "./declared.js";
import type * as made from "./made/errors.js";

type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Holds<T extends true> = T;

type Class = keyof typeof declared;
type Constructors = {
  [Name in Class]: Mutual<ConstructorParameters<(typeof declared)[Name]>, ConstructorParameters<(typeof made)[Name]>>;
};
type Members = {
  [Name in Class]: Mutual<keyof InstanceType<(typeof declared)[Name]>, keyof InstanceType<(typeof made)[Name]>>;
};
export type Same = [Holds<Mutual<Class, keyof typeof made>>, Holds<Constructors[Class]>, Holds<Members[Class]>];

// Each type is assignable to the other.
declare const api: made.ApiError;
declare const response: made.ResponseError;
declare const input: made.InputError;
export const errors: [declared.ApiError, declared.ResponseError, declared.InputError] = [api, response, input];
