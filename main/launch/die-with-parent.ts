/*
 * Loaded before a child's own program (`node --import`): when the process that started it is gone, however it went, the
 * child is asked to stop as by SIGTERM, and made to if it does not. So no server and no database outlives its terminal.
 */
const LAST_WORDS_MS = 20_000;
const ASK_EVERY_MS = 100;

process.on('disconnect', () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_WORDS_MS).unref();
  // While the program is still starting it has no way to stop in order, and would leave behind what it has begun.
  const asking = setInterval(() => {
    if (process.listenerCount('SIGTERM') === 0) return;
    clearInterval(asking);
    process.emit('SIGTERM', 'SIGTERM');
  }, ASK_EVERY_MS);
});
// Listening must not keep a child alive that has nothing more to do.
process.channel?.unref();
