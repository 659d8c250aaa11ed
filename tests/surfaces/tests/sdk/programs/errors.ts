// What the compiler reads in the sources is what the declarations say, the web's own types apart.
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

// A value of one can stand for that of the other.
declare const api: made.ApiError;
declare const response: made.ResponseError;
declare const input: made.InputError;
export const errors: [declared.ApiError, declared.ResponseError, declared.InputError] = [api, response, input];
