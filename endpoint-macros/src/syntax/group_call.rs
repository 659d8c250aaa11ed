//! The macro call that finds the headers of a request's groups.
//!
//! The macro of a trait does not see the fields of a group. So it calls the hidden macro that the group's derive emits under
//! the group's name. That one adds the parameters of the group to the call, and passes it to `group_setters`, which calls the
//! macro of the next group, or writes the setters.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, format_ident, quote};
use syn::{
    Attribute, Ident, LitBool, LitInt, LitStr, Path, Token, Type, braced, bracketed, parenthesized,
    parse::{Parse, ParseStream},
};

use crate::model::{GroupKind, Presence, TypeKind};

/// A call, with the parameters that were found so far.
pub(crate) struct GroupCall {
    /// The path of the runtime.
    pub(crate) runtime: Path,
    pub(crate) request: Ident,
    /// The arguments whose names a setter of a parameter cannot have.
    pub(crate) taken: Vec<Ident>,
    pub(crate) groups: Vec<GroupArgument>,
    /// The first groups, in order.
    pub(crate) found: Vec<FoundGroup>,
}

impl GroupCall {
    /// Returns the first group that was not found yet.
    pub(crate) fn next(&self) -> Option<&GroupArgument> {
        self.groups.get(self.found.len())
    }
}

/// An argument that is a group.
pub(crate) struct GroupArgument {
    pub(crate) kind: GroupKind,
    pub(crate) ident: Ident,
    pub(crate) is_optional: bool,
    /// The beginning of the setters' names, possibly empty.
    pub(crate) prefix: String,
    /// The type of the group.
    pub(crate) path: Path,
}

/// A group as its macro describes it.
pub(crate) struct FoundGroup {
    /// False if there is no macro under this name: the type is an alias, or derives neither `Headers` nor `Query`.
    pub(crate) has_macro: bool,
    /// True if a group without values can be made.
    pub(crate) can_be_empty: bool,
    /// The parameters that have a setter.
    pub(crate) parameters: Vec<FoundParameter>,
}

/// A parameter of a group that has a setter.
pub(crate) struct FoundParameter {
    /// The documentation and the lints.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) ident: Ident,
    /// The position of the field in the group.
    pub(crate) index: usize,
    pub(crate) kind: TypeKind,
    /// `Optional`, `Repeated` or `Map`.
    pub(crate) presence: Presence,
    /// The type of the value, if it has the same name everywhere.
    pub(crate) ty: Option<Type>,
}

impl ToTokens for GroupCall {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { runtime, request, taken, groups, found } = self;
        tokens.append_all(quote!((#runtime) #request [#(#taken)*] [#(#groups)*] #(#found)*));
    }
}

impl Parse for GroupCall {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (runtime, taken, groups);
        parenthesized!(runtime in input);
        let request = input.parse()?;
        bracketed!(taken in input);
        bracketed!(groups in input);
        Ok(Self {
            runtime: Path::parse_mod_style(&runtime)?,
            request,
            taken: repeated(&taken)?,
            groups: repeated(&groups)?,
            found: repeated(input)?,
        })
    }
}

impl ToTokens for GroupArgument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { kind, ident, is_optional, prefix, path } = self;
        let query = (*kind == GroupKind::Query).then(|| quote!(?));
        tokens.append_all(quote!((#ident #is_optional #prefix #query #path)));
    }
}

impl Parse for GroupArgument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let argument;
        parenthesized!(argument in input);
        Ok(Self {
            ident: argument.parse()?,
            is_optional: argument.parse::<LitBool>()?.value,
            prefix: argument.parse::<LitStr>()?.value(),
            kind: match argument.parse::<Option<Token![?]>>()? {
                Some(_) => GroupKind::Query,
                None => GroupKind::Headers,
            },
            path: Path::parse_mod_style(&argument)?,
        })
    }
}

impl ToTokens for FoundGroup {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { has_macro, can_be_empty, parameters } = self;
        tokens.append_all(quote!({ #has_macro #can_be_empty #(#parameters)* }));
    }
}

impl Parse for FoundGroup {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let group;
        braced!(group in input);
        Ok(Self {
            has_macro: group.parse::<LitBool>()?.value,
            can_be_empty: group.parse::<LitBool>()?.value,
            parameters: repeated(&group)?,
        })
    }
}

impl ToTokens for FoundParameter {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, ident, index, kind, presence, ty } = self;
        let presence = match presence {
            Presence::Repeated => Some(quote!(*)),
            Presence::Map => Some(quote!(%)),
            _ => None,
        };
        let index = Literal::usize_unsuffixed(*index);
        let kind = format_ident!("{kind:?}");
        tokens.append_all(quote!((#(#attributes)* #ident #index #kind #presence #ty)));
    }
}

impl Parse for FoundParameter {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let parameter;
        parenthesized!(parameter in input);
        let attributes = Attribute::parse_outer(&parameter)?;
        let ident = parameter.parse()?;
        let index = parameter.parse::<LitInt>()?.base10_parse()?;
        let kind = parameter.parse::<Ident>()?.to_string();
        let kind = [TypeKind::Scalar, TypeKind::String, TypeKind::Json]
            .into_iter()
            .find(|known| format!("{known:?}") == kind)
            .unwrap_or(TypeKind::Other);
        let presence = if parameter.parse::<Option<Token![*]>>()?.is_some() {
            Presence::Repeated
        } else if parameter.parse::<Option<Token![%]>>()?.is_some() {
            Presence::Map
        } else {
            Presence::Optional
        };
        let ty = if parameter.is_empty() { None } else { Some(parameter.parse()?) };
        Ok(Self { attributes, ident, index, kind, presence, ty })
    }
}

fn repeated<T: Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let mut items = Vec::new();
    while !input.is_empty() {
        items.push(input.parse()?);
    }
    Ok(items)
}
