//! The checks of the setters that the parameters of groups have on a request.

use proc_macro2::Ident;
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;

use crate::{
    diagnostics::{Diagnostics, to_source},
    model::{GroupSetter, GroupSetters},
    syntax::group_call::{FoundParameter, GroupArgument, GroupCall},
};

/// Makes a setter of each parameter, and refuses one that is named like an argument or like a parameter of another group.
pub(crate) fn lower(call: GroupCall, diagnostics: &mut Diagnostics) -> GroupSetters {
    let GroupCall { runtime, request, taken, groups, found } = call;
    let mut lowered = GroupSetters { runtime, request, setters: Vec::new(), groups_without_macro: Vec::new() };
    // The names, with the items that have them.
    let mut names: Vec<(String, String)> =
        taken.iter().map(|taken| (taken.unraw().to_string(), format!("the argument `{taken}`"))).collect();
    let mut types: Vec<String> = Vec::new();
    for (group, found) in groups.into_iter().zip(found) {
        // The same parameters twice are refused once the types are known.
        let ty = to_source(&group.path);
        if types.contains(&ty) {
            continue;
        }
        types.push(ty);
        if !found.has_macro {
            lowered.groups_without_macro.push((group.kind, group.path));
            continue;
        }
        // A parameter that is required cannot be left out of a group that a setter makes.
        if group.is_optional && !found.can_be_empty {
            continue;
        }
        let mut setters = Vec::new();
        for parameter in found.parameters {
            let ident = setter_name(&group, &parameter);
            let name = ident.unraw().to_string();
            if let Some(other) = named_like(&name, &names) {
                let argument = &group.ident;
                let help = if group.prefix.is_empty() {
                    format!(
                        "give the setters of the group a prefix: `#[{}(prefix = \"{argument}_\")] {argument}: …`",
                        group.kind.attribute()
                    )
                } else {
                    format!("write another prefix than `{}`", group.prefix)
                };
                let problem =
                    format!("the setter `{name}` of the {} `{argument}` is named like {other}", group.kind.group());
                diagnostics.report(argument, problem, help);
                continue;
            }
            names.push((name, format!("a setter of the {} `{}`", group.kind.group(), group.ident)));
            setters.push(setter(&lowered, &group, parameter, ident));
        }
        lowered.setters.extend(setters);
    }
    lowered
}

/// Returns the item that has this name already.
fn named_like<'a>(name: &str, names: &'a [(String, String)]) -> Option<&'a str> {
    if matches!(name, "new" | "clone" | "default") {
        return Some("a function of the request");
    }
    names.iter().find(|(taken, _)| taken == name).map(|(_, item)| item.as_str())
}

fn setter_name(group: &GroupArgument, parameter: &FoundParameter) -> Ident {
    let ident = &parameter.ident;
    if group.prefix.is_empty() {
        return ident.clone();
    }
    format_ident!("{}{}", group.prefix, ident.unraw(), span = ident.span())
}

fn setter(lowered: &GroupSetters, group: &GroupArgument, parameter: FoundParameter, ident: Ident) -> GroupSetter {
    let FoundParameter { attributes, ident: field, index, kind, presence, ty } = parameter;
    let GroupArgument { ident: argument, is_optional, path, .. } = group;
    let runtime = &lowered.runtime;
    let inner = ty.unwrap_or_else(|| {
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        syn::Type::Verbatim(quote!(<#path as #runtime::group::GroupField<#index>>::Value))
    });
    GroupSetter {
        ident,
        attributes,
        inner,
        kind,
        presence,
        field,
        argument: argument.clone(),
        optional_group: is_optional.then(|| path.clone()),
    }
}
