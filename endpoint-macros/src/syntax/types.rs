//! The shapes of types that matter: `Option<T>`, `Vec<T>`, scalars.

use syn::{GenericArgument, PathArguments, Type};

/// The `T` of an `Option<T>`, written short or by its full path, also inside the invisible group of a macro.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    generic(
        ty,
        &[
            &["Option"],
            &["option", "Option"],
            &["core", "option", "Option"],
            &["std", "option", "Option"],
        ],
    )
}

/// The `T` of a `Vec<T>`, likewise.
pub(crate) fn vec(ty: &Type) -> Option<&Type> {
    generic(
        ty,
        &[
            &["Vec"],
            &["vec", "Vec"],
            &["alloc", "vec", "Vec"],
            &["std", "vec", "Vec"],
        ],
    )
}

fn generic<'t>(ty: &'t Type, paths: &[&[&str]]) -> Option<&'t Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    if path.qself.is_some() {
        return None;
    }
    let segments = &path.path.segments;
    let named = |names: &&[&str]| {
        names.len() == segments.len() && names.iter().zip(segments).all(|(name, segment)| segment.ident == name)
    };
    if !paths.iter().any(|names| named(names)) {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &segments.last()?.arguments else {
        return None;
    };
    match (arguments.args.len(), arguments.args.first()?) {
        (1, GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

/// The type inside parentheses and invisible groups.
pub(crate) fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        other => other,
    }
}

/// Whether this is a number, `bool` or `char`: types that a literal should infer to without `Into` in between.
pub(crate) fn is_scalar(ty: &Type) -> bool {
    const SCALARS: [&str; 16] = [
        "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32",
        "f64",
    ];
    match ungrouped(ty) {
        Type::Path(path) => path
            .path
            .get_ident()
            .is_some_and(|ident| SCALARS.iter().any(|scalar| ident == scalar)),
        _ => false,
    }
}
