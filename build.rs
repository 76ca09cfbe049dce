//! Rebuilds the program when the theme that it embeds changes.

fn main() {
    println!("cargo:rerun-if-changed=themes/plain");
}
