import { Gauge, Registry } from 'prom-client';
import type { Engine } from './engine.ts';

export interface ElectricMetrics {
  /** Write-ahead log that Postgres keeps for this server. */
  readonly slotLagBytes: number;
  readonly shapes: number;
  readonly followers: number;
  /** On disk: the logs of all shapes, and those with their snapshots. */
  readonly logBytes: number;
  readonly diskBytes: number;
  /** In memory: the latest changes of all shapes. */
  readonly memoryBytes: number;
}

export async function readMetrics(engine: Engine): Promise<ElectricMetrics> {
  const shapes = engine.shapes.all();
  return {
    slotLagBytes: await engine.slotLagBytes(),
    shapes: shapes.length,
    followers: shapes.reduce((sum, shape) => sum + shape.followers.size, 0),
    logBytes: shapes.reduce((sum, shape) => sum + shape.log.bytes, 0),
    diskBytes: engine.shapes.budget.disk,
    memoryBytes: engine.shapes.budget.held,
  };
}

const DESCRIPTIONS: readonly (readonly [keyof ElectricMetrics, string, string])[] = [
  ['slotLagBytes', 'electric_slot_lag_bytes', 'Write-ahead log that Postgres keeps for this server'],
  ['shapes', 'electric_shapes', 'Shapes that are followed'],
  ['followers', 'electric_followers', 'Requests that wait at the end of a shape'],
  ['logBytes', 'electric_log_bytes', 'Logs of all shapes on disk'],
  ['diskBytes', 'electric_disk_bytes', 'Logs and snapshots of all shapes on disk'],
  ['memoryBytes', 'electric_memory_bytes', 'Latest changes of all shapes in memory'],
];

/** The figures in the form that Prometheus reads. */
export async function printMetrics(metrics: ElectricMetrics) {
  const register = new Registry();
  for (const [field, name, help] of DESCRIPTIONS) {
    new Gauge({ name, help, registers: [register] }).set(metrics[field]);
  }
  return { headers: { 'content-type': register.contentType }, text: await register.metrics() };
}
