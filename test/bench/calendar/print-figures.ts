import { measureCalendar } from './measure-calendar.ts';

/* Prints the calendar's figures in memory: `node test/bench/calendar/print-figures.ts`. */
for (const [name, figure] of Object.entries(await measureCalendar()))
  console.log(name.padEnd(22), Math.round(figure * 100) / 100);
