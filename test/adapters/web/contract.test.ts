/** The page and the contract of adapters. */
import { describeAdapter } from '../../contracts/adapter.ts';
import { LACKS, openPageHarness } from './harness.ts';

describeAdapter('the page', openPageHarness, LACKS);
