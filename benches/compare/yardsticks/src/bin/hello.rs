//! The least that a program with clap does.

use clap::Parser;

#[derive(Parser)]
#[command(version, about = "Says hello")]
struct Args {
    /// Whom to greet
    #[arg(default_value = "world")]
    name: String,
}

fn main() {
    println!("Hello, {}", Args::parse().name);
}
