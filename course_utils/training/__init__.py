"""What every training run of the course shares: data files, batches, loop, schedule, metrics, checkpoints."""
