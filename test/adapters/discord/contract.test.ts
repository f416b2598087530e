/** The Discord adapter and the contract of adapters. */
import { describeAdapter } from '../../contracts/adapter.ts';
import { openHarness } from './harness.ts';

describeAdapter('Discord', openHarness);
