/*
 * Loaded before a child's own program (`node --import`): when the process that started it is gone, however it went, the
 * child is asked to stop as by SIGTERM, and made to if it does not. So no server and no database outlives its terminal.
 */
const LAST_WORDS_MS = 15_000;

process.on('disconnect', () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_WORDS_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
// Listening must not keep a child alive that has nothing more to do.
process.channel?.unref();
