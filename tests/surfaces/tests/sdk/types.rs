//! The package's types.

use std::fs;

use endpoint_surface_tests::tools;
use stytch_endpoints::sandbox::{Sandbox, demo};

use crate::{
    Outcome, calls, fixture_depot, fixture_feeds, fixture_ledger,
    installed::{Installed, fixture},
};

/// Compiles programs. Their deliberate errors are marked with `@ts-expect-error`.
pub(crate) fn programs() -> Outcome {
    let installed = Installed::stytch()?;
    installed.write("user.ts", fixture("user.ts")?)?;
    installed.write("web.ts", fixture("web.ts")?)?;
    let strict = ["--noEmit", "--exactOptionalPropertyTypes", "user.ts"];
    let program = || installed.tsc().args(strict);
    program().args(["--module", "nodenext", "web.ts"]).ok()?;
    program().args(["--module", "esnext", "--moduleResolution", "bundler", "web.ts"]).ok()?;
    installed.tsc_for_node().args(strict).arg("web.ts").ok()?;
    // Without the types of browsers.
    program().args(["--module", "nodenext", "--lib", "es2022"]).ok()?;
    let depot = Installed::new(&fixture_depot::provider(), "depot-endpoints")?;
    let types = fs::read_to_string(depot.package().join("types.d.ts"))?;
    assert!(
        types.contains("A `Uint8Array`, a `Blob` or a stream, or a string that holds the bytes in base64."),
        "{types}"
    );
    depot.write("depot.ts", fixture("depot.ts")?)?;
    depot.tsc().args(["--noEmit", "--exactOptionalPropertyTypes", "--module", "nodenext", "depot.ts"]).ok()?;
    let ledger = Installed::new(&fixture_ledger::provider(), "ledger-endpoints")?;
    ledger.write("ledger.ts", fixture("ledger.ts")?)?;
    ledger.tsc().args(["--noEmit", "--exactOptionalPropertyTypes", "--module", "nodenext", "ledger.ts"]).ok()?;
    let feeds = Installed::new(&fixture_feeds::provider(), "feeds-endpoints")?;
    feeds.write("feeds.ts", fixture("feeds.ts")?)?;
    feeds.tsc().args(["--noEmit", "--exactOptionalPropertyTypes", "--module", "nodenext", "feeds.ts"]).ok()?;
    Ok(())
}

/// Checks the package's JavaScript as TypeScript.
pub(crate) fn sources() -> Outcome {
    for installed in [
        Installed::stytch()?,
        Installed::new(&fixture_depot::provider(), "depot-endpoints")?,
        Installed::new(&fixture_ledger::provider(), "ledger-endpoints")?,
        Installed::new(&fixture_feeds::provider(), "feeds-endpoints")?,
    ] {
        let check =
            ["--noEmit", "--allowJs", "--checkJs", "--noUnusedLocals", "--noUnusedParameters", "--noImplicitReturns"];
        let library = ["--module", "nodenext", "--lib", "es2022,dom", "source/index.js"];
        installed.tsc().args(check).args(library).ok()?;
    }
    Ok(())
}

/// Compares `errors.d.ts`, which is written by hand, with the declarations that the compiler generates from the
/// JavaScript.
pub(crate) fn errors() -> Outcome {
    let installed = Installed::stytch()?;
    let declared = fs::read_to_string(installed.path().join("source/runtime/errors.d.ts"))?;
    let source = fs::read_to_string(installed.path().join("source/runtime/errors.js"))?;
    installed.write("declared.d.ts", declared.replace("./web.js", "./source/runtime/web.js"))?;
    installed.write("made/errors.js", source.replace("./errors.js", "../declared.js"))?;
    let made = ["--declaration", "--emitDeclarationOnly", "--allowJs", "--checkJs", "--module", "nodenext"];
    installed.tsc().args(made).args(["--lib", "es2022,dom", "made/errors.js"]).ok()?;
    installed.write("compare.ts", fixture("errors.ts")?)?;
    installed.tsc().args(["--noEmit", "--module", "nodenext", "--lib", "es2022,dom", "compare.ts"]).ok()?;
    Ok(())
}

/// Operations on the Connected Apps of the sandbox, the first of which is the README's example.
const CONNECTED_APPS: [&str; 6] = [
    "api_organization_v1_ConnectedApps",
    "api_organization_v1_GetConnectedApp",
    "api_organization_v1_organizations_members_GetConnectedApps",
    "api_organization_v1_organizations_members_connected_apps_Revoke",
    "api_user_v1_ConnectedApps",
    "api_user_v1_Revoke",
];

/// Compiles every block of the README, and runs the first one.
pub(crate) fn readme() -> Outcome {
    let mut provider = stytch_endpoints::provider()?;
    for group in &mut provider.groups {
        group.operations.retain(|operation| CONNECTED_APPS.contains(&operation.metadata.id));
    }
    let installed = Installed::new(&provider, "stytch-endpoints")?;
    let readme = fs::read_to_string(installed.package().join("README.md"))?;
    let blocks: Vec<&str> = readme.split("```ts\n").skip(1).filter_map(|block| block.split("```").next()).collect();
    assert!(blocks.len() >= 4, "{readme}");
    let names: Vec<String> = (0..blocks.len()).map(|number| format!("block{number}.ts")).collect();
    for (name, block) in names.iter().zip(&blocks) {
        installed.write(name, block)?;
    }
    installed.tsc_for_node().args(["--outDir", "out"]).args(&names).ok()?;
    calls::with_sandbox(&Sandbox::demo(), |url| {
        let run = tools::node().current_dir(installed.path()).arg("out/block0.js").env("STYTCH_BASE_URL", url);
        let run = run.env("STYTCH_PROJECT_ID", demo::PROJECT_ID).env("STYTCH_SECRET", demo::SECRET).ok()?;
        assert!(run.stdout.contains("Calendar Sync"), "{run:?}");
        Ok(())
    })
}
