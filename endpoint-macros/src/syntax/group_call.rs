//! The macro call that finds the headers of a request's groups.
//!
//! The macro of a trait does not see the fields of a group. So it calls the hidden macro that `derive(Headers)` emits under
//! the group's name. That one adds the headers of the group to the call, and passes it to `group_setters`, which calls the
//! macro of the next group, or writes the setters.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, format_ident, quote};
use syn::{
    Attribute, Ident, LitBool, LitInt, LitStr, Path, Token, Type, braced, bracketed, parenthesized,
    parse::{Parse, ParseStream},
};

use crate::model::TypeKind;

/// A call, with the headers that were found so far.
pub(crate) struct GroupCall {
    /// The path of the runtime.
    pub(crate) runtime: Path,
    pub(crate) request: Ident,
    /// The arguments whose names a setter of a header cannot have.
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

/// An argument that is a group of headers.
pub(crate) struct GroupArgument {
    pub(crate) ident: Ident,
    pub(crate) is_optional: bool,
    /// The beginning of the setters' names, possibly empty.
    pub(crate) prefix: String,
    /// The type of the group.
    pub(crate) path: Path,
}

/// A group as its macro describes it.
pub(crate) struct FoundGroup {
    /// False if there is no macro under this name: the type is an alias, or does not derive `Headers`.
    pub(crate) has_macro: bool,
    /// True if a group without values can be made.
    pub(crate) can_be_empty: bool,
    /// The headers that have a setter.
    pub(crate) headers: Vec<GroupHeader>,
}

/// A header of a group that has a setter.
pub(crate) struct GroupHeader {
    /// The documentation and the lints.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) ident: Ident,
    /// The position of the field in the group.
    pub(crate) index: usize,
    pub(crate) kind: TypeKind,
    /// True for a list, whose setter takes any number of values.
    pub(crate) is_list: bool,
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
        let Self { ident, is_optional, prefix, path } = self;
        tokens.append_all(quote!((#ident #is_optional #prefix #path)));
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
            path: Path::parse_mod_style(&argument)?,
        })
    }
}

impl ToTokens for FoundGroup {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { has_macro, can_be_empty, headers } = self;
        tokens.append_all(quote!({ #has_macro #can_be_empty #(#headers)* }));
    }
}

impl Parse for FoundGroup {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let group;
        braced!(group in input);
        Ok(Self {
            has_macro: group.parse::<LitBool>()?.value,
            can_be_empty: group.parse::<LitBool>()?.value,
            headers: repeated(&group)?,
        })
    }
}

impl ToTokens for GroupHeader {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attributes, ident, index, kind, is_list, ty } = self;
        let list = is_list.then(|| quote!(*));
        let index = Literal::usize_unsuffixed(*index);
        let kind = format_ident!("{kind:?}");
        tokens.append_all(quote!((#(#attributes)* #ident #index #kind #list #ty)));
    }
}

impl Parse for GroupHeader {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let header;
        parenthesized!(header in input);
        let attributes = Attribute::parse_outer(&header)?;
        let ident = header.parse()?;
        let index = header.parse::<LitInt>()?.base10_parse()?;
        let kind = header.parse::<Ident>()?.to_string();
        let kind = [TypeKind::Scalar, TypeKind::String, TypeKind::Json]
            .into_iter()
            .find(|known| format!("{known:?}") == kind)
            .unwrap_or(TypeKind::Other);
        let is_list = header.parse::<Option<Token![*]>>()?.is_some();
        let ty = if header.is_empty() { None } else { Some(header.parse()?) };
        Ok(Self { attributes, ident, index, kind, is_list, ty })
    }
}

fn repeated<T: Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let mut items = Vec::new();
    while !input.is_empty() {
        items.push(input.parse()?);
    }
    Ok(items)
}
