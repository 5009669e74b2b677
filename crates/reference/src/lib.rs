//! The plain reference evaluator.
