/** Slack passes what every adapter must do. */
import { describeAdapter } from '../../contracts/adapter.ts';
import { openSlackHarness } from './harness.ts';

describeAdapter('Slack', openSlackHarness);
