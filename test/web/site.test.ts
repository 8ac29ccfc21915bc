import { afterAll, beforeAll } from 'vitest';
import { type RunningSite, startSite } from './running-site.ts';
import { describeBudget } from './views/budget.ts';
import { describeDisk } from './views/disk-view.ts';
import { describeEmbed } from './views/embed-view.ts';
import { describeEveryView } from './views/every-view.ts';
import { describeLibrary, makingMs } from './views/library-view.ts';

/** One local cloud and one browser for all views: the pipeline makes the sample only once. */
let running: RunningSite;
const site = () => running;

beforeAll(async () => {
  running = await startSite();
}, makingMs);
afterAll(() => running.close(), makingMs);

describeLibrary(site);
describeEmbed(site);
describeDisk(site);
describeBudget(site);
describeEveryView(site);
