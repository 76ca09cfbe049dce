//! `casa` turns a repository of Markdown and YAML into a static, accessible, searchable portal.
//!
//! Start at [`pipeline`]: it reads like a table of contents.

pub mod config;
pub mod content;
pub mod diagnostic;
pub mod load;
pub mod schema;
pub mod site;
pub mod source;
pub mod yaml;
pub mod output;
pub mod render;
pub mod emit;
pub mod pipeline;
pub mod report;
pub mod search;
pub mod cli;
pub mod serve;
pub mod watch;
